// What is being typed is kept on the server while it is typed, sealed, under a token only this browser holds. Nothing is
// written on the telephone itself. Without a script the same is kept with each step.
(function () {
  "use strict";
  var form = document.querySelector("form[data-half]");
  if (!form || !window.fetch || !window.URLSearchParams) { return; }
  var WAIT_MS = 2500;
  var said = document.querySelector("[data-half-said]");
  var waiting = null;
  var changed = false;

  function typed() {
    var found = new URLSearchParams();
    Array.prototype.forEach.call(form.elements, function (one) {
      var unpicked = (one.type === "radio" || one.type === "checkbox") && !one.checked;
      if (one.name && one.type !== "file" && one.type !== "submit" && !unpicked) { found.append(one.name, one.value); }
    });
    return found;
  }

  function keep(leaving) {
    window.clearTimeout(waiting);
    if (!changed) { return; }
    changed = false;
    window.fetch(form.getAttribute("data-half"), {
      method: "POST", body: typed(), credentials: "same-origin", keepalive: leaving
    }).then(function (answer) {
      return answer.status === 200 ? answer.text() : "";
    }).then(function (words) {
      if (words && said) { said.textContent = words; }
    }).catch(function () { changed = true; });
  }

  form.addEventListener("input", function (event) {
    if (event.target.type === "file") { return; }
    changed = true;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { keep(false); }, WAIT_MS);
  });
  form.addEventListener("submit", function () { changed = false; window.clearTimeout(waiting); });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") { keep(true); }
  });
}());
