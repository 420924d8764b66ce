// The clients of the protocol's own SDK: what others who follow the specification understand of us.
export { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
