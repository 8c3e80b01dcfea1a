// The screen that faces the resident: it asks once a second for the words as they stand; without a script the page does.
(function () {
  "use strict";
  var EVERY_MS = 1000;
  var box = document.querySelector("[data-facing]");
  if (!box || !window.fetch) { return; }

  function mark() {
    var held = box.querySelector("[data-is]");
    return held ? held.getAttribute("data-is") : "";
  }

  // Read as a document of its own, in which nothing runs, and taken over from there.
  function show(html) {
    var read = new DOMParser().parseFromString(html, "text/html").body;
    while (box.firstChild) { box.removeChild(box.firstChild); }
    while (read.firstChild) { box.appendChild(read.firstChild); }
  }

  function ask() {
    fetch(box.getAttribute("data-facing") + "?is=" + encodeURIComponent(mark()), { credentials: "same-origin" })
      .then(function (answer) {
        if (answer.status === 410) { window.location.reload(); return null; }
        return answer.status === 200 ? answer.text() : "";
      })
      .then(function (html) {
        if (html === null) { return; }
        if (html) { show(html); }
        window.setTimeout(ask, EVERY_MS);
      })
      .catch(function () { window.setTimeout(ask, EVERY_MS * 5); });
  }

  window.setTimeout(ask, EVERY_MS);
}());
