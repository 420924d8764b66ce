/** Runs before the first paint: a chosen theme never flashes the other. Allowed by its hash, so it is a constant. */
export const THEME_SCRIPT = `try{var t=document.cookie.match(/(?:^|; )theme=(light|dark)/);if(t)document.documentElement.dataset.theme=t[1]}catch(e){}`;
