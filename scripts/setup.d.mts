export const NODE: string;
export function setup(options: { build: boolean }): Promise<void>;
export function setupOrExit(options: { build: boolean }): Promise<void>;
