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
  // While the person follows on a second screen, the words go there without a pause.
  if (document.querySelector("[data-screen-state]:not([data-screen-state=''])")) { WAIT_MS = 400; }

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

// While a step's form is open its page says so once a minute, and shows which colleague has one open as well.
(function () {
  "use strict";
  var EVERY_MS = 60000;
  var told = document.querySelector("[data-here]");
  var token = document.querySelector("form[data-keeps] input[name=csrfmiddlewaretoken]");
  if (!told || !token || !window.fetch) { return; }

  function show(text) {
    told.textContent = "";
    text.split("\n").filter(Boolean).forEach(function (line) {
      var box = document.createElement("p");
      box.className = "tell tell-y";
      box.textContent = line;
      told.appendChild(box);
    });
  }

  window.setInterval(function () {
    if (document.hidden) { return; }
    var data = new FormData();
    data.append("here", "1");
    data.append("csrfmiddlewaretoken", token.value);
    fetch(window.location.href, { method: "POST", body: data, credentials: "same-origin", redirect: "error" })
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(show)
      .catch(function () { return undefined; });
  }, EVERY_MS);
}());
