// A recording made on the spot. Where the browser cannot, or is not allowed to, the plain file control stays.
(function () {
  "use strict";
  var input = document.querySelector("input[data-voice]");
  var able = window.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia;
  if (!input || !able || !window.DataTransfer) { return; }
  var LONGEST_SECONDS = 300;
  var RATE = 32000;
  var ENDINGS = { "audio/webm": ".webm", "audio/ogg": ".ogg", "audio/mp4": ".m4a" };

  function say(name, seconds) { return (input.getAttribute("data-say-" + name) || "").replace("{s}", seconds); }
  function key(words) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "b";
    made.textContent = words;
    return made;
  }

  var row = document.createElement("div");
  row.className = "buttons gap-3";
  var record = key(say("start"));
  var hear = key(say("hear"));
  hear.hidden = true;
  var told = document.createElement("p");
  told.className = "note";
  told.setAttribute("role", "status");
  row.appendChild(record);
  row.appendChild(hear);
  input.parentNode.appendChild(row);
  input.parentNode.appendChild(told);

  var recorder = null;
  var sound = null;
  var parts = [];
  var seconds = 0;
  var ticking = null;

  function finished(stream) {
    window.clearInterval(ticking);
    stream.getTracks().forEach(function (track) { track.stop(); });
    var type = (recorder.mimeType || "audio/webm").split(";")[0];
    recorder = null;
    sound = new Blob(parts, { type: type });
    var filled = new DataTransfer();
    filled.items.add(new File([sound], "voice" + (ENDINGS[type] || ""), { type: type }));
    input.files = filled.files;
    record.textContent = say("again");
    hear.hidden = false;
    told.textContent = say("done", seconds);
  }

  function started(stream) {
    parts = [];
    seconds = 0;
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: RATE });
    recorder.ondataavailable = function (event) { parts.push(event.data); };
    recorder.onstop = function () { finished(stream); };
    recorder.start();
    record.textContent = say("stop");
    hear.hidden = true;
    told.textContent = say("on", 0);
    ticking = window.setInterval(function () {
      seconds += 1;
      told.textContent = say("on", seconds);
      if (seconds >= LONGEST_SECONDS && recorder) { recorder.stop(); }
    }, 1000);
  }

  record.addEventListener("click", function () {
    if (recorder) { recorder.stop(); return; }
    navigator.mediaDevices.getUserMedia({ audio: true }).then(started).catch(function () { told.textContent = say("no"); });
  });
  hear.addEventListener("click", function () {
    var Context = window.AudioContext || window.webkitAudioContext;
    var context = new Context();
    sound.arrayBuffer().then(function (bytes) { return context.decodeAudioData(bytes); }).then(function (decoded) {
      var source = context.createBufferSource();
      source.buffer = decoded;
      source.connect(context.destination);
      source.start();
    }).catch(function () { told.textContent = say("no"); });
  });
}());
