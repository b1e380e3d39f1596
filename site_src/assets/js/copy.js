// Buttons that copy the address of the link before them.

const SHOWN = 1500;

const copy = async (button) => {
  const link = button.parentElement.querySelector("a");
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(link.href);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed";
  }
  setTimeout(() => { button.textContent = label; }, SHOWN);
};

export const start = (signal) => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(button), { signal });
  }
};
