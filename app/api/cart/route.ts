export { changeCartView as POST, showCart as GET } from "@/adapters/cart-front";
