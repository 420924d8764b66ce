import { Missing } from "@/components/layout/missing";

import ShopLayout from "./(shop)/layout";

export default function NotFound() {
  return (
    <ShopLayout>
      <Missing />
    </ShopLayout>
  );
}
