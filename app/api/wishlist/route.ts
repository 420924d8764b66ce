export { changeWishes as POST } from "@/adapters/wish-form";
