import { dataOfFrame } from '#pages/frame.ts';
import type { LayoutServerLoad } from './$types';

/** Pages have no client router, so the data of this load never leave the server: functions may stand among them. */
export const load: LayoutServerLoad = ({ locals, url }) => dataOfFrame(locals, url);
