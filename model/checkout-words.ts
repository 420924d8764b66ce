/** What is wrong with an e-mail address as it was typed; null when it can be one. */
export function emailProblem(typed: string): string | null {
  const text = typed.trim();
  if (text === "") return "Enter your e-mail address.";
  if (!text.includes("@")) return 'Enter the whole address, with its "@", such as name@example.com.';
  return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text) && text.length <= 254
    ? null
    : "Enter the whole address, such as name@example.com.";
}
