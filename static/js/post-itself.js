// Presses the one button of a page that a private link has opened. A program that only fetches links runs no scripts,
// so nothing happens to it; a person without scripts presses the button.
document.querySelector("form[data-post-itself]")?.requestSubmit();
