export { receiveAnnouncement as POST } from "@/adapters/announce";
