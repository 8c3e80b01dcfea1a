// Small improvements to pages that already work without a script: print keys, toasts that leave, ticks that count.
(function () {
  "use strict";
  var TOAST_MS = 8000;

  document.querySelectorAll("[data-print]").forEach(function (key) {
    key.hidden = false;
    key.addEventListener("click", function () { window.print(); });
  });

  // Paper cannot be unfolded: what is folded is printed open, and folded again afterwards.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.twin:not([open])").forEach(function (fold) { fold.open = true; fold.setAttribute("data-folded", ""); });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-folded]").forEach(function (fold) { fold.open = false; fold.removeAttribute("data-folded"); });
  });

  // A toast waits while the keyboard or the hand is in it.
  document.querySelectorAll("[data-toast]").forEach(function (toast) {
    var leave = function () {
      if (toast.contains(document.activeElement) || toast.matches(":hover")) { window.setTimeout(leave, TOAST_MS); return; }
      toast.classList.add("gone");
    };
    window.setTimeout(leave, TOAST_MS);
  });

  // The menu of a phone closes with Escape and gives the focus back.
  document.addEventListener("keydown", function (event) {
    var fold = document.querySelector(".desk-fold[open]");
    if (event.key === "Escape" && fold) { fold.open = false; fold.querySelector("summary").focus(); }
  });

  // A textarea with data-counts names the element that says how many characters are written.
  document.querySelectorAll("textarea[data-counts]").forEach(function (box) {
    var told = document.getElementById(box.getAttribute("data-counts"));
    if (!told) { return; }
    var tell = function () { told.textContent = box.value.length + (box.maxLength > 0 ? " / " + box.maxLength : ""); };
    box.addEventListener("input", tell);
    tell();
  });
}());
