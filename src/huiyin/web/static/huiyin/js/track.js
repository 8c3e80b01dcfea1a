// A scanned receipt brings its code behind the #, which no server is sent: fill it in, and take it out of the address.
(function () {
  "use strict";
  var box = document.querySelector("input[name=code]");
  var code = decodeURIComponent(window.location.hash.slice(1));
  if (!box || !/^[0-9A-Za-z-]{10,16}$/.test(code)) { return; }
  box.value = code;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  box.focus();
}());
