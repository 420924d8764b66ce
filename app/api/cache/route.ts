export { receiveAnnouncement as POST } from "@/adapters/cache";
