import { z } from "zod";

/** What Python calls the kind of a value. */
export const kindOf = (value: unknown) => {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return "dict";
};

const invalidType: Record<string, string> = {
  string: "Not a valid string.",
  boolean: "Must be a valid boolean.",
  int: "A valid integer is required.",
  number: "A valid number is required.",
};

/** Words every refusal as Django REST framework does: clients were written against those sentences. */
z.config({
  customError(issue) {
    const { input } = issue;
    if (issue.code === "invalid_type" || issue.code === "invalid_value") {
      if (input === undefined) return "This field is required.";
      if (input === null) return "This field may not be null.";
    }
    switch (issue.code) {
      case "invalid_type":
        if (issue.expected === "array") return `Expected a list of items but got type "${kindOf(input)}".`;
        if (issue.expected === "object") return `Invalid data. Expected a dictionary, but got ${kindOf(input)}.`;
        return invalidType[issue.expected];
      case "invalid_value":
        return `"${String(input)}" is not a valid choice.`;
      case "too_small":
        if (issue.origin === "string")
          return Number(issue.minimum) === 1
            ? "This field may not be blank."
            : `Ensure this field has at least ${String(issue.minimum)} characters.`;
        if (issue.origin === "array") return `Ensure this field has at least ${String(issue.minimum)} elements.`;
        return `Ensure this value is greater than or equal to ${String(issue.minimum)}.`;
      case "too_big":
        if (issue.origin === "string") return `Ensure this field has no more than ${String(issue.maximum)} characters.`;
        if (issue.origin === "array") return `Ensure this field has no more than ${String(issue.maximum)} elements.`;
        return `Ensure this value is less than or equal to ${String(issue.maximum)}.`;
      case "invalid_format":
        if (issue.format === "email") return "Enter a valid email address.";
        if (issue.format === "uuid") return "Must be a valid UUID.";
        if (issue.format === "datetime")
          return "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].";
        if (issue.format === "date") return "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.";
        return undefined;
      default:
        return undefined;
    }
  },
});
