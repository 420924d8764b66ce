import { serverCatalog } from "@/adapters/mcp/card";

export const dynamic = "force-dynamic";
export const GET = async () => serverCatalog();
