// On a phone the row of sections is wider than the screen: show the one the reader is in.
const current = document.querySelector(".masthead-nav [aria-current]");
if (current) {
  const row = current.parentElement;
  row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
}
