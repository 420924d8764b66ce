import { answerAgent, refuseMethod, tellMethods } from "@/adapters/mcp/door";

export const POST = answerAgent;
export const GET = refuseMethod;
export const HEAD = refuseMethod;
export const PUT = refuseMethod;
export const PATCH = refuseMethod;
export const DELETE = refuseMethod;
export const OPTIONS = tellMethods;
