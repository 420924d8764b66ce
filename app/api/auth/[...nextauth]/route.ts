import NextAuth from "next-auth";

import { authOptions } from "@/adapters/auth-options";

type Segment = { params: Promise<{ nextauth: string[] }> };
const handler = (request: Request, segment: Segment): Promise<Response> =>
  (NextAuth as unknown as (request: Request, segment: Segment, options: unknown) => Promise<Response>)(
    request,
    segment,
    authOptions(),
  );

export { handler as GET, handler as POST };
