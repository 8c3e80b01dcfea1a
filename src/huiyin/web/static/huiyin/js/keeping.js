// What is being typed is kept by itself, sealed on the server, two seconds after the last key; the button does the same.
(function () {
  "use strict";
  var WAIT_MS = 2000;
  var form = document.querySelector("form[data-keeps]");
  if (!form || !window.fetch) { return; }
  var told = form.querySelector("[data-kept]");
  var waiting = 0;
  var leaving = false;
  var composing = false;
  var asked = null;

  function typed() {
    var data = new FormData(form);
    form.querySelectorAll("input[type=file]").forEach(function (file) { data.delete(file.name); });
    data.append("keep", "self");
    return data;
  }

  function keep() {
    if (leaving || composing) { return; }
    asked = window.AbortController ? new AbortController() : null;
    var how = { method: "POST", body: typed(), credentials: "same-origin", redirect: "error" };
    if (asked) { how.signal = asked.signal; }
    fetch(window.location.href, how).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.text();
    }).then(function (when) {
      told.textContent = form.getAttribute("data-keeps") + when;
    }).catch(function () {
      if (!leaving) { told.textContent = form.getAttribute("data-keeps-not"); }
    });
  }

  function later() {
    window.clearTimeout(waiting);
    if (!composing) { waiting = window.setTimeout(keep, WAIT_MS); }
  }

  form.addEventListener("compositionstart", function () { composing = true; });
  form.addEventListener("compositionend", function () { composing = false; later(); });
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // What is sent must not be overtaken by a keeping of the same words.
  form.addEventListener("submit", function () {
    leaving = true;
    window.clearTimeout(waiting);
    if (asked) { asked.abort(); }
  });
}());
