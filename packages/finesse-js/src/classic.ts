// What dist/finesse.js is made of: a classic script for gadgets, which have a global `finesse` after it.
import { install } from './install.js';

install(window);
