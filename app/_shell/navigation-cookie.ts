/** Remembers whether the navigation is collapsed; read on the server so that nothing jumps. */
export const NAVIGATION_COOKIE = 'joust_navigation';
