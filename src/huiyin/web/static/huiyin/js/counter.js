// Forms of the desk: a field that hangs on another shows only when it is asked; at the counter, what the clerk types is
// read back to the visitor at once. Without a script both are plainly there, and the server decides.
(function () {
  "use strict";
  document.querySelectorAll("[data-hangs-on]").forEach(function (part) {
    var form = part.closest("form");
    var name = part.getAttribute("data-hangs-on");
    var wanted = part.getAttribute("data-hangs-value");
    var least = part.getAttribute("data-hangs-least");
    var show = function () {
      var chosen = form.querySelector(least ? "[name='" + name + "']" : "[name='" + name + "']:checked");
      part.hidden = !chosen || (least ? !(Number(chosen.value) >= Number(least)) : chosen.value !== wanted);
    };
    form.addEventListener("change", show);
    if (least) { form.addEventListener("input", show); }
    show();
  });
}());

(function () {
  "use strict";
  var form = document.querySelector("form[data-counter]");
  if (!form) { return; }
  var composing = false;

  function said(control) {
    if (control.tagName === "SELECT") {
      return control.value ? control.options[control.selectedIndex].text : "";
    }
    return control.value.trim();
  }

  function echo(name) {
    var control = form.elements[name];
    var told = document.querySelector("[data-echo='" + name + "']");
    if (!control || !told) { return; }
    var text = said(control);
    told.textContent = name === "requests" ? text.split(/\n+/).filter(Boolean).join("；") : text;
  }

  form.addEventListener("compositionstart", function () { composing = true; });
  form.addEventListener("compositionend", function (event) { composing = false; echo(event.target.name); });
  form.addEventListener("input", function (event) { if (!composing) { echo(event.target.name); } });
  form.addEventListener("change", function (event) { echo(event.target.name); });
}());

// How it stands with the person's own screen; once the person pressed “yes” there, that is ticked here.
(function () {
  "use strict";
  var EVERY_MS = 2000;
  var told = document.querySelector("[data-screen-state]");
  if (!told || !told.getAttribute("data-screen-state") || !window.fetch) { return; }

  var asking = window.setInterval(function () {
    if (document.hidden) { return; }
    fetch(told.getAttribute("data-screen-state"), { credentials: "same-origin", redirect: "error" })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (found) {
        if (!found) { return; }
        told.textContent = found.words;
        // A screen that is over must not keep the clerk's sign-in awake.
        if (!found.open) { window.clearInterval(asking); }
        var tick = document.querySelector("input[name=read_back][value=screen]");
        if (found.right && tick && !document.querySelector("input[name=read_back]:checked")) { tick.click(); }
      })
      .catch(function () { return undefined; });
  }, EVERY_MS);
}());
