export { receiveWebhook as POST } from "@/adapters/webhook";
