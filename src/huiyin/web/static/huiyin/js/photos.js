// Photos chosen for the form go one by one through the black boxes; only what comes out of them is put into the form.
(function () {
  "use strict";
  var input = document.querySelector("input[data-photos]");
  if (!input || !window.huiyinBoxes || !window.createImageBitmap || !window.DataTransfer || !window.File) { return; }
  document.querySelectorAll("[data-with-script]").forEach(function (one) { one.hidden = false; });
  document.querySelectorAll("[data-without-script]").forEach(function (one) { one.hidden = true; });

  var words = {};
  ["box", "undo", "use", "skip", "how", "photo", "bad"].forEach(function (name) {
    words[name] = input.getAttribute("data-say-" + name);
  });
  var place = document.createElement("div");
  var told = document.createElement("p");
  told.className = "f-fault";
  told.hidden = true;
  told.setAttribute("role", "alert");
  input.parentNode.appendChild(told);
  input.parentNode.appendChild(place);
  var chosen = [];

  function fill() {
    var filled = new DataTransfer();
    chosen.forEach(function (one) { filled.items.add(one); });
    input.files = filled.files;
    input.setAttribute("data-ready", String(chosen.length));
  }

  function next(waiting) {
    if (!waiting.length) { fill(); input.focus(); return; }
    createImageBitmap(waiting[0]).then(function (picture) {
      return window.huiyinBoxes(picture, words, place);
    }).then(function (covered) {
      // A name may tell a person or a place, so it does not go along.
      if (covered) { chosen.push(new File([covered], "photo-" + (chosen.length + 1) + ".jpg", { type: "image/jpeg" })); }
      next(waiting.slice(1));
    }).catch(function () {
      told.textContent = words.bad;
      told.hidden = false;
      next(waiting.slice(1));
    });
  }

  input.addEventListener("change", function () {
    var waiting = Array.prototype.slice.call(input.files);
    told.hidden = true;
    chosen = [];
    // Taken out at once: whatever is pressed meanwhile, no photo leaves uncovered.
    input.value = "";
    next(waiting);
  });
}());
