import { access } from '#platform/http/access.ts';

const enter = { right: 'ballots.enter-papers' };
const change = { right: 'ballots.change' };

export default access({ open: enter, actions: { enter, accept: enter, takeBack: change, drop: change } });
