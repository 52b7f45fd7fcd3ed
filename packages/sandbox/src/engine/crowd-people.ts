/** Names for crowds: made up, from many places, and of every length that a list has to bear. */
export const PEOPLE: { readonly first: readonly string[]; readonly last: readonly string[] } = {
  first: (
    'Ada Aiko Alejandra Amara Amélie Anders Anjali Arjun Astrid Ayşe Beatriz Bogdan Camille Chidi Chinonso Chloé Clara Dagny Dario David ' +
    'Deniz Diego Dmitri Ebele Efua Eleni Elif Emre Esra Fatima Fernando Fiona Florian Freya Gabriel Giulia Goran Hana Haruto Hassan Helena ' +
    'Hugo Ibrahim Ilse Imani Ines Ingeborg Ismail Ivana Jakub Jamila Jana Jasper Jelena Jin João Jonas Julia Kamau Karim Katarzyna Kofi ' +
    'Kwame Lars Leila Lena Leopold Li Liam Lina Luca Lucía Magnus Malik Marek Maria Marta Mateo Mei Mikael Milena Min-jun Mirjam Mohammed ' +
    'Nadia Naoko Ngozi Nikolai Nina Noor Olga Omar Oskar Paloma Paulo Petra Priyanka Rafael Rania Ravi Renata Rosa Ruth Saoirse Sara Sergio ' +
    'Shirin Sigrid Sofia Stefan Sunita Svetlana Tadeusz Tamar Tariq Tomás Uma Valentina Vikram Wanjiru Wei Xavier Yara Yusuf Zainab Zsófia'
  ).split(' '),
  last: (
    'Abebe Acheampong Adeyemi Aguilar Ahmad Akhtar Almeida Andersson Baptiste Bauer Becker Bergström Bianchi Boateng Çelik Chatterjee Chen ' +
    'Cohen Contreras Costa Cruz Dąbrowska Delacroix Demir Diallo Dubois Eriksson Fernández Ferreira Fischer Fitzgerald Gallagher García ' +
    'Georgiou Grönlund Gupta Haddad Hakimi Hansen Hashimoto Herrera Hoffmann Horváth Ibarra Ito Ivanova Jansen Jensen Joshi Kamara Kaplan ' +
    'Karlsson Kaya Khalil Kim Kimathi Kovačević Kowalska Kumar Lambert Larsen Lefèvre Lindqvist López Mahlangu Malik Marino Martínez ' +
    'Mbeki McAllister Mensah Meyer Mohamed Moreau Mwangi Nakamura Ndlovu Nguyễn Nielsen Novák Nowak Obi Oduya Okonkwo Olsen Ortega Osei ' +
    'Özdemir Papadopoulou Park Patel Pavlović Pereira Petrov Rahman Ramírez Rasmussen Reyes Ricci Rossi Sahin Santos Sato Schneider ' +
    'Schwarzenberger Sharma Silva Singh Smit Sørensen Suzuki Takahashi Tanaka Tembo Thorvaldsdóttir Traoré Tremblay Tshabalala Vasquez Vega ' +
    'Virtanen Volkov Wagner Wallace Watanabe Weiß Yamamoto Yılmaz Zhang Zimmermann Żuraw'
  ).split(' '),
};
