import { isStaff, type Participant } from '../../src/model/index.js';
import { workspaces, type SeedWorkspace } from '../seed/index.js';

/** Who one is in the demo, and where. There is no password: that is why the portal answers on this machine alone. */
export interface Who {
  person: Participant;
  workspace: SeedWorkspace;
}

/** The person of that id; in that workspace, else in the first one that has them. Undefined for anybody else. */
export function findWho(id: string | undefined, workspace: string | undefined): Who | undefined {
  const homes = workspaces.filter((one) => one.people.some((person) => person.id === id));
  const home = homes.find((one) => one.id === workspace) ?? homes[0];
  const person = home?.people.find((one) => one.id === id);
  return home && person && { person, workspace: home };
}

export const defaultWho = (): Who => findWho('ana', 'riverside') as Who;

export const tokenUrl = ({ person, workspace }: Who): string =>
  `/portal/token?as=${encodeURIComponent(person.id)}&workspace=${encodeURIComponent(workspace.id)}`;

/** What the portal's own pages may know of people. */
export const directory = (): unknown[] =>
  workspaces.map(({ id, name, phone, people }) => ({ workspace: id, name, phone, people: people.map(({ id: person, name: called, role, title, onBehalfOf }) => ({ id: person, name: called, role, title, onBehalfOf })) }));

export const mottoOf = ({ person }: Who): string => (isStaff(person) ? 'Staff portal' : 'Patient portal');
