import { access } from '#platform/http/access.ts';

const desk = { right: 'ballots.desk' };

export default access({ open: desk, actions: { vote: desk, paper: desk, takeBack: desk, paperBack: desk } });
