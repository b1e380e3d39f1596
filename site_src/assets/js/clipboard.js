// To the clipboard, and a word about it where the button was pressed.

const SHOWN = 1500;

export const write = async (text, button) => {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed";
  }
  setTimeout(() => { button.textContent = label; }, SHOWN);
};
