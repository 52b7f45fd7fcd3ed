/** The supervisor’s list of a team. */
export interface TeamLabels {
  readonly team: string;
  readonly findAgent: string;
  readonly byState: string;
  readonly everybody: string;
  readonly teamColumns: Readonly<Record<'name' | 'state' | 'reason' | 'time', string>>;
  /** Puts the rows into order again, which they are kept from while somebody reads them. */
  readonly sortAgain: string;
  readonly readingTeam: string;
  readonly nobodyInTeam: string;
  readonly nobodyFound: string;
  readonly noTeam: string;
  readonly teamNotYours: string;
  readonly teamNotFound: string;
  /** How many are shown, of how many. */
  readonly agentCount: (shown: number, total: number) => string;
}

/** The English words. */
export const teamLabels: TeamLabels = {
  team: 'Team',
  findAgent: 'Find an agent',
  byState: 'By state',
  everybody: 'All',
  teamColumns: { name: 'Name', state: 'State', reason: 'Reason', time: 'Time' },
  sortAgain: 'Sort again',
  readingTeam: 'Reading the team…',
  nobodyInTeam: 'Nobody is on this team',
  nobodyFound: 'Nobody found',
  noTeam: 'No team to show',
  teamNotYours: 'You do not supervise this team',
  teamNotFound: 'There is no such team',
  agentCount: (shown, total) => {
    const all = `${total.toLocaleString('en')} ${total === 1 ? 'agent' : 'agents'}`;
    return shown === total ? all : `${shown.toLocaleString('en')} of ${all}`;
  },
};
