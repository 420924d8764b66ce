export { serveMedia as GET, serveMedia as HEAD } from "@/adapters/media";
