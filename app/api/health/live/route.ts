import { live } from "@/adapters/health";

export const dynamic = "force-dynamic";
export { live as GET };
