// Rows chosen in a list: all on the page by one tick, and how many are chosen said aloud.
(function () {
  "use strict";
  var form = document.querySelector("form[data-choosing]");
  if (!form) { return; }
  var boxes = form.querySelectorAll("input[name=number]");
  var all = form.querySelector("[data-all]");
  var told = form.querySelector("[data-chosen]");
  var tell = function () {
    var chosen = form.querySelectorAll("input[name=number]:checked").length;
    told.textContent = chosen ? chosen + " / " + boxes.length : "";
    all.querySelector("input").checked = chosen === boxes.length;
  };
  all.hidden = false;
  all.querySelector("input").addEventListener("change", function (event) {
    boxes.forEach(function (box) { box.checked = event.target.checked; });
    tell();
  });
  form.addEventListener("change", tell);
  tell();
}());
