import { hello } from '#platform/log/door.server.ts';
export const load = () => ({ n: ++hello.count });
