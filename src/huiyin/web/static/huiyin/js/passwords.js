// Passwords: a key that shows what was typed, and how good a new one is, in words. Nothing typed leaves the page.
(function () {
  "use strict";
  var STRONG = 16;

  document.querySelectorAll("[data-shows]").forEach(function (key) {
    var box = document.getElementById(key.getAttribute("data-shows"));
    if (!box) { return; }
    var show = key.textContent, hide = key.getAttribute("data-hide");
    var turn = function (shown) {
      box.type = shown ? "text" : "password";
      key.textContent = shown ? hide : show;
      key.setAttribute("aria-pressed", shown ? "true" : "false");
    };
    key.hidden = false;
    key.addEventListener("click", function () { turn(box.type === "password"); box.focus(); });
    // What was shown is hidden before it is sent, so that no browser keeps it among what was typed in plain lines.
    if (box.form) { box.form.addEventListener("submit", function () { turn(false); }); }
  });

  var kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

  document.querySelectorAll("[data-measures]").forEach(function (told) {
    var box = document.getElementById(told.getAttribute("data-measures"));
    if (!box) { return; }
    var least = Number(told.getAttribute("data-least")), wanted = Number(told.getAttribute("data-classes"));
    var tell = function () {
      var typed = box.value, length = Array.from(typed).length;
      var has = kinds.filter(function (kind) { return kind.test(typed); }).length;
      var missing = least - length;
      var says = !length ? "" : missing > 0 ? "short" : has < wanted ? "plain" : length >= STRONG ? "strong" : "fair";
      told.textContent = says ? told.getAttribute("data-" + says).replace("{n}", missing > 0 ? missing : wanted - has) : "";
    };
    box.addEventListener("input", tell);
    tell();
  });
}());
