// Reads the page aloud where the machine has a voice of its own for the language; nothing is sent anywhere.
(function () {
  "use strict";
  var keys = document.querySelectorAll("[data-aloud]");
  if (!keys.length || !window.speechSynthesis || !window.SpeechSynthesisUtterance) { return; }
  var language = document.documentElement.lang.slice(0, 2);

  function voice() {
    return window.speechSynthesis.getVoices().filter(function (one) {
      return one.localService && one.lang.slice(0, 2) === language;
    })[0];
  }

  function show() { keys.forEach(function (key) { key.hidden = !voice(); }); }

  keys.forEach(function (key) {
    var name = key.querySelector("b");
    var start = name.textContent;
    key.addEventListener("click", function () {
      if (window.speechSynthesis.speaking) { window.speechSynthesis.cancel(); return; }
      var words = new SpeechSynthesisUtterance(document.querySelector("main").innerText);
      words.voice = voice();
      words.lang = words.voice.lang;
      words.rate = 0.9;
      words.onend = words.onerror = function () { name.textContent = start; };
      name.textContent = key.getAttribute("data-aloud");
      window.speechSynthesis.speak(words);
    });
  });
  window.speechSynthesis.onvoiceschanged = show;
  show();
}());
