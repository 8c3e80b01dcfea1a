// Forms of the desk: a field that hangs on another shows only when it is asked; at the counter, what the clerk types is
// read back to the visitor at once. Without a script both are plainly there, and the server decides.
(function () {
  "use strict";
  document.querySelectorAll("[data-hangs-on]").forEach(function (part) {
    var form = part.closest("form");
    var name = part.getAttribute("data-hangs-on");
    var wanted = part.getAttribute("data-hangs-value");
    var show = function () {
      var chosen = form.querySelector("[name='" + name + "']:checked");
      part.hidden = !chosen || chosen.value !== wanted;
    };
    form.addEventListener("change", show);
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
