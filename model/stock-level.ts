/** Up to so many are told by their number. */
const FEW = 5;

/** How much there is of something, as shoppers are told it. */
export const stockLevel = (stock: number) => (stock === 0 ? "none" : stock > FEW ? "many" : "few");
