export function defineMap(): void {}
