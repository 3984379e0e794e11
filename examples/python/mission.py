from pi2py2 import *

pi = Pi2()
img = pi.newimage(ImageDataType.UINT8, 100, 100, 100)
pi.noise(img, 100, 25)
pi.writetif(img, "./noise")
