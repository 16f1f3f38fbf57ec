// A picture of a plot as the reader sees it: the drawing, its colours written into it, on a canvas.
const SCALE = 2;

function reveal() {
  for (const button of document.querySelectorAll("[data-png]")) button.hidden = false;
}

function isDrawn(svg) {
  return getComputedStyle(svg).display !== "none";
}

function standalone(svg) {
  const copy = svg.cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  copy.setAttribute("width", width * SCALE);
  copy.setAttribute("height", height * SCALE);
  const before = svg.querySelectorAll("*");
  copy.setAttribute("color", getComputedStyle(svg).color);
  copy.querySelectorAll("*").forEach((part, i) => {
    const { color, fill, display } = getComputedStyle(before[i]);
    part.setAttribute("color", color);
    if (part.classList.contains("dot")) part.setAttribute("fill", fill);
    if (display === "none" && part.localName === "a") part.setAttribute("visibility", "hidden");
  });
  return { words: new XMLSerializer().serializeToString(copy), width: width * SCALE, height: height * SCALE };
}

async function takePicture(button) {
  const frame = button.closest(".plot").querySelector(".plot-frame");
  const svg = [...frame.querySelectorAll("svg")].find(isDrawn);
  const { words, width, height } = standalone(svg);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(words)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = getComputedStyle(frame).backgroundColor;
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${button.dataset.png}.png` });
  link.click();
  URL.revokeObjectURL(link.href);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-png]");
  if (button) takePicture(button);
});
document.addEventListener("htmx:load", reveal);
reveal();
