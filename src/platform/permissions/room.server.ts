import type { Room } from '../room.ts';
import { permissions } from './permissions.ts';

export const room: Room = { name: 'permissions', permissions };
