// A form that came back with a fault: the first field that is wrong takes the focus, wherever on the page it stands.
document.querySelector("main [aria-invalid=true]")?.focus();
