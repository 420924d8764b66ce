import { storefrontContext } from "@/adapters/storefront";
import { DomainError } from "@/domain/errors";
import { exportAccount } from "@/domain/users/export-account";

/** Everything about its reader, as a file. */
export async function GET(): Promise<Response> {
  const context = await storefrontContext();
  const headers = { "Cache-Control": "no-store" };
  try {
    const all = await exportAccount(context, { id: context.user?.id ?? 0 });
    return new Response(JSON.stringify(all, null, 2), {
      headers: {
        ...headers,
        "Content-Type": "application/json",
        "Content-Disposition": 'attachment; filename="my-data.json"',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response(error.message, { status: error.status, headers });
    throw error;
  }
}
