// What everybody in the demo signs in with. It is printed at each start: the demo keeps no secrets.
export const PASSWORD = 'second-shift'
