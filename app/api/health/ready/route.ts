import { ready } from "@/adapters/health";

export const dynamic = "force-dynamic";
export { ready as GET };
