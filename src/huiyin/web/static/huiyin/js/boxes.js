// A photo on a canvas, with black boxes drawn over what nobody should see. What comes out is a new picture: the covered
// parts are gone from it, and so are the place and the camera. The photo that was chosen is never sent.
(function () {
  "use strict";
  var LONGEST = 2000;
  var QUALITY = 0.85;
  var STEP = 0.02;
  var SMALLEST = 0.02;

  function key(words, css) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = css;
    made.textContent = words;
    return made;
  }

  function scaled(picture) {
    var most = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    return { width: Math.max(1, Math.round(picture.width * most)), height: Math.max(1, Math.round(picture.height * most)) };
  }

  // Boxes are kept in shares of the picture, so that they stay where they are whatever the screen does.
  window.huiyinBoxes = function (picture, words, place) {
    return new Promise(function (done) {
      var size = scaled(picture);
      var canvas = document.createElement("canvas");
      canvas.width = size.width;
      canvas.height = size.height;
      canvas.tabIndex = 0;
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", words.photo);
      var pen = canvas.getContext("2d");
      var boxes = [];
      var drawing = null;

      function paint() {
        pen.fillStyle = "#ffffff";
        pen.fillRect(0, 0, size.width, size.height);
        pen.drawImage(picture, 0, 0, size.width, size.height);
        pen.fillStyle = "#000000";
        boxes.concat(drawing ? [drawing] : []).forEach(function (one) {
          pen.fillRect(one.x * size.width, one.y * size.height, one.w * size.width, one.h * size.height);
        });
      }

      function at(event) {
        var seen = canvas.getBoundingClientRect();
        return { x: (event.clientX - seen.left) / seen.width, y: (event.clientY - seen.top) / seen.height };
      }

      canvas.addEventListener("pointerdown", function (event) {
        event.preventDefault();
        var from = at(event);
        drawing = { x: from.x, y: from.y, w: 0, h: 0, from: from };
        if (canvas.setPointerCapture) { canvas.setPointerCapture(event.pointerId); }
      });
      canvas.addEventListener("pointermove", function (event) {
        if (!drawing) { return; }
        var now = at(event);
        drawing.x = Math.min(now.x, drawing.from.x);
        drawing.y = Math.min(now.y, drawing.from.y);
        drawing.w = Math.abs(now.x - drawing.from.x);
        drawing.h = Math.abs(now.y - drawing.from.y);
        paint();
      });
      canvas.addEventListener("pointerup", function () {
        if (drawing && drawing.w * size.width > 4 && drawing.h * size.height > 4) { boxes.push(drawing); }
        drawing = null;
        paint();
      });
      canvas.addEventListener("pointercancel", function () { drawing = null; paint(); });
      canvas.addEventListener("keydown", function (event) {
        var last = boxes[boxes.length - 1];
        var move = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
        if (!last || !move) { return; }
        event.preventDefault();
        if (event.shiftKey) {
          last.w = Math.max(SMALLEST, last.w + move[0]);
          last.h = Math.max(SMALLEST, last.h + move[1]);
        } else {
          last.x += move[0];
          last.y += move[1];
        }
        paint();
      });

      var frame = document.createElement("div");
      frame.className = "boxes";
      var how = document.createElement("p");
      how.className = "note";
      how.textContent = words.how;
      var keys = document.createElement("div");
      keys.className = "buttons";
      var use = key(words.use, "b b-main");
      var box = key(words.box, "b");
      var undo = key(words.undo, "b");
      var skip = key(words.skip, "b b-quiet");
      [use, box, undo, skip].forEach(function (one) { keys.appendChild(one); });
      [how, canvas, keys].forEach(function (one) { frame.appendChild(one); });

      function leave(result) {
        place.removeChild(frame);
        if (picture.close) { picture.close(); }
        done(result);
      }

      box.addEventListener("click", function () {
        boxes.push({ x: 0.4, y: 0.4, w: 0.2, h: 0.2 });
        paint();
        canvas.focus();
      });
      undo.addEventListener("click", function () { boxes.pop(); paint(); });
      skip.addEventListener("click", function () { leave(null); });
      use.addEventListener("click", function () { canvas.toBlob(leave, "image/jpeg", QUALITY); });

      paint();
      place.appendChild(frame);
      canvas.focus();
    });
  };
}());
