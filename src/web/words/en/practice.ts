/** Setting up the practice: its places, rooms and people. */
export const practice = {
  setUp: {
    title: 'Set up your practice',
    hint: 'Three minutes, and the desk is open. All of it can be changed later.',
    name: 'Name of the practice',
    zone: 'Time zone',
    zoneHint: 'Opening hours and visits follow the clock of this place.',
    you: 'You, the first manager',
    managerName: 'Your name',
    go: 'Open the desk',
  },
  refusals: {
    alreadySetUp: 'This installation has been set up already. Reload the page to sign in.',
    npiTaken: 'Another provider has this NPI already.',
    emailTaken: 'Somebody here signs in with this e-mail already.',
    ownAccess: 'You cannot take your own access away. Another manager has to do it.',
    nobodyLeftToManage: 'Somebody has to be left who can manage people.',
  },
} as const
