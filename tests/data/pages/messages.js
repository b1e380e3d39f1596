export const language = "en-GB";
export const messages = {};
